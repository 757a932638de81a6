"use strict";

const token = document.getElementById("token");

// The token is for this connector and goes nowhere else.
function withToken(request) {
  const here = new URL(request.url, window.location.href).origin === window.location.origin;
  if (token.value && here && !request.loadSpec) {
    request.headers.Authorization = "Bearer " + token.value.trim();
  }
  return request;
}

function link(name, shown) {
  const anchor = document.createElement("a");
  anchor.href = "?document=" + encodeURIComponent(name);
  anchor.textContent = name;
  if (name === shown) {
    anchor.setAttribute("aria-current", "page");
  }
  return anchor;
}

async function show() {
  const overview = await (await fetch("/openapi")).json();
  const names = overview.documents.map((entry) => entry.name);
  const asked = new URLSearchParams(window.location.search).get("document");
  const shown = names.includes(asked) ? asked : names[0];
  document.querySelector("header h1").textContent = overview.connector;
  document.querySelector("nav").append(...names.map((name) => link(name, shown)));
  SwaggerUIBundle({
    url: "/openapi/" + shown + ".json",
    domNode: document.getElementById("document"),
    deepLinking: true,
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
    requestInterceptor: withToken,
  });
}

show();
