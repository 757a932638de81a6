package dev.gatehouse.oauth.page;

/** Where people enter the code of a device; the problem with the last one may be null. */
public record DevicePage(String formToken, String userId, String userCode, String problem) {}
