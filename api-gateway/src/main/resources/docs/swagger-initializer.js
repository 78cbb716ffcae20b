window.onload = () => {
  window.ui = SwaggerUIBundle({
    urls: ["orders", "inventory", "notifications"].map((service) => ({
      name: service,
      url: `/v3/api-docs/${service}`,
    })),
    dom_id: "#swagger-ui",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
  });
  window.ui.initOAuth({
    clientId: "shop",
    scopes: "orders",
    usePkceWithAuthorizationCodeGrant: true,
  });
};
