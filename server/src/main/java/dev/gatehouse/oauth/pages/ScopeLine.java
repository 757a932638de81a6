package dev.gatehouse.oauth.pages;

/** A scope and what it allows, in the words of the service that declares it. */
public record ScopeLine(String name, String description) {}
