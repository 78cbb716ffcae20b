package io.orderstream.gateway.routing;

import io.orderstream.access.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the services' API documents name the gateway as the server to call, and where to log in.
 */
@Component
class ApiDocuments {

  private static final JsonMapper json = new JsonMapper();
  private static final String LOGIN = "login";

  private final Documentation documentation;

  ApiDocuments(Documentation documentation) {
    this.documentation = documentation;
  }

  ServerResponse complete(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    ServerResponse response = next.handle(request);
    if (response instanceof ServiceResponse(var status, var headers, ServiceBody.Complete body)
        && status.isSameCodeAs(HttpStatus.OK)
        && json.readTree(body.bytes()) instanceof ObjectNode document) {
      document.putArray("servers").addObject().put("url", "/");
      Documentation.Login login = documentation.login();
      if (login != null) {
        describe(login, document);
      }
      byte[] bytes = json.writeValueAsBytes(document);
      headers.setContentLength(bytes.length);
      return new ServiceResponse(status, headers, new ServiceBody.Complete(bytes));
    }
    return response;
  }

  private static void describe(Documentation.Login login, ObjectNode document) {
    ObjectNode scheme =
        document.withObject("/components/securitySchemes").putObject(LOGIN).put("type", "oauth2");
    ObjectNode flow =
        scheme
            .putObject("flows")
            .putObject("authorizationCode")
            .put("authorizationUrl", login.authorizationUrl().toString())
            .put("tokenUrl", login.tokenUrl().toString());
    flow.putObject("scopes").put(Scopes.ORDERS, "one's own orders");
    document.withArray("/security").addObject().putArray(LOGIN);
  }
}
