package io.orderstream.gateway.routing;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the services' API documents name the gateway as the server to call. */
final class ApiDocuments {

  private static final JsonMapper json = new JsonMapper();

  private ApiDocuments() {}

  static ServerResponse callTheGateway(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    ServerResponse response = next.handle(request);
    if (response instanceof ServiceResponse(var status, var headers, ServiceBody.Complete body)
        && status.isSameCodeAs(HttpStatus.OK)
        && json.readTree(body.bytes()) instanceof ObjectNode document) {
      document.putArray("servers").addObject().put("url", "/");
      byte[] bytes = json.writeValueAsBytes(document);
      headers.setContentLength(bytes.length);
      return new ServiceResponse(status, headers, new ServiceBody.Complete(bytes));
    }
    return response;
  }
}
