package io.orderstream.localstack.mail;

import io.orderstream.localstack.mail.Mail.Address;
import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mails in the words of Mailpit's API, so that its clients work here too. */
final class MailpitJson {

  private final ObjectMapper json = JsonMapper.shared();

  /** A page of a list. */
  ObjectNode list(int total, List<Mail> matching, int start, int limit) {
    var page = matching.stream().skip(start).limit(limit).toList();
    var node =
        json.createObjectNode()
            .put("total", total)
            .put("unread", total)
            .put("count", page.size())
            .put("messages_count", matching.size())
            .put("messages_unread", matching.size())
            .put("start", start);
    node.putArray("tags");
    page.forEach(mail -> node.withArray("messages").add(summary(mail)));
    node.withArray("messages");
    return node;
  }

  /** A mail with its text. */
  ObjectNode message(Mail mail, MailContent content) {
    var node = common(mail).put("Date", mail.created().toString());
    node.put("ReturnPath", mail.sender()).put("Text", content.text()).put("HTML", content.html());
    node.putArray("Inline");
    node.putArray("Attachments");
    return node;
  }

  /** The ids in the body of a request to delete; none for all. */
  List<String> ids(byte[] body) {
    if (body.length == 0) {
      return List.of();
    }
    return json.readTree(body).path("IDs").valueStream().map(id -> id.asString()).toList();
  }

  private ObjectNode summary(Mail mail) {
    return common(mail)
        .put("Read", false)
        .put("Created", mail.created().toString())
        .put("Attachments", mail.attachments())
        .put("Snippet", mail.snippet());
  }

  private ObjectNode common(Mail mail) {
    var node = json.createObjectNode();
    node.put("ID", mail.id()).put("MessageID", mail.messageId());
    node.set("From", address(mail.from()));
    node.set("To", addresses(mail.to()));
    node.set("Cc", addresses(mail.cc()));
    node.set("Bcc", addresses(mail.bcc()));
    node.putArray("ReplyTo");
    node.putArray("Tags");
    return node.put("Subject", mail.subject()).put("Size", mail.size());
  }

  private ArrayNode addresses(List<Address> addresses) {
    var array = json.createArrayNode();
    addresses.forEach(address -> array.add(address(address)));
    return array;
  }

  private ObjectNode address(Address address) {
    return json.createObjectNode().put("Name", address.name()).put("Address", address.address());
  }
}
