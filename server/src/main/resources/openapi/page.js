"use strict";

const names = ["registry", "clients", "users", "oauth", "token-storage", "events", "port-service", "operations"];
const asked = new URLSearchParams(window.location.search).get("contract");
const name = names.includes(asked) ? asked : "registry";
const token = document.getElementById("token");

for (const link of document.querySelectorAll("nav a")) {
  if (new URL(link.href).searchParams.get("contract") === name) {
    link.setAttribute("aria-current", "page");
  }
}

// The public door has another origin, so its operations are shown and not tried from here.
const onThisDoor = name !== "oauth";
token.closest("label").hidden = !onThisDoor;

// Swagger UI would ask the public door for a token by itself, which its origin does not allow: a token is pasted instead.
const withoutDialog = { wrapComponents: { authorizeBtn: () => () => null, authorizeOperationBtn: () => () => null } };

function withToken(request) {
  if (token.value && !request.loadSpec) {
    request.headers.Authorization = "Bearer " + token.value.trim();
  }
  return request;
}

SwaggerUIBundle({
  url: "/openapi/contract/" + name + ".yaml",
  domNode: document.getElementById("contract"),
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  plugins: [() => withoutDialog],
  requestInterceptor: withToken,
  ...(onThisDoor ? {} : { supportedSubmitMethods: [] }),
});
