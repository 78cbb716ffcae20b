package io.orderstream.notifications.web;

import io.swagger.v3.oas.annotations.media.Schema;

/** A parameter of a request that cannot be accepted. */
@Schema(
    name = "InvalidParameter",
    requiredProperties = {"parameter", "code", "detail"})
record InvalidParameter(
    @Schema(example = "orderId") String parameter,
    @Schema(example = "wrong-type") String code,
    String detail) {}
