package io.orderstream.audit;

/**
 * Something that breaks a rule.
 *
 * @param subject the order's id, or the sku where it is about stock
 * @param detail what is wrong with it
 */
public record Breach(Rule rule, String subject, String detail) {}
