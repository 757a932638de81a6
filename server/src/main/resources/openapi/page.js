"use strict";

const names = ["registry", "users", "oauth", "operations"];
const asked = new URLSearchParams(window.location.search).get("contract");
const name = names.includes(asked) ? asked : "registry";

for (const link of document.querySelectorAll("nav a")) {
  if (new URL(link.href).searchParams.get("contract") === name) {
    link.setAttribute("aria-current", "page");
  }
}

SwaggerUIBundle({
  url: "/openapi/contract/" + name + ".yaml",
  domNode: document.getElementById("contract"),
  deepLinking: true,
  validatorUrl: null,
});
