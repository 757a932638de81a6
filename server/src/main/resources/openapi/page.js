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

// The public listener has another origin, so its operations are shown and not tried from here.
const onThisListener = name !== "oauth";
token.closest("label").hidden = !onThisListener;

// "Authorize" asks the public listener for a token; where nothing can be tried, there is no use for one.
const withoutDialog = { wrapComponents: { authorizeBtn: () => () => null, authorizeOperationBtn: () => () => null } };

// A pasted token is for this listener and goes nowhere else.
function withToken(request) {
  const here = new URL(request.url, window.location.href).origin === window.location.origin;
  if (token.value && here && !request.loadSpec) {
    request.headers.Authorization = "Bearer " + token.value.trim();
  }
  return request;
}

const ui = SwaggerUIBundle({
  url: "/openapi/contract/" + name + ".yaml",
  domNode: document.getElementById("contract"),
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  oauth2RedirectUrl: window.location.origin + "/openapi/oauth2-redirect",
  requestInterceptor: withToken,
  ...(onThisListener ? {} : { plugins: [() => withoutDialog], supportedSubmitMethods: [] }),
});

ui.initOAuth({ usePkceWithAuthorizationCodeGrant: true });
