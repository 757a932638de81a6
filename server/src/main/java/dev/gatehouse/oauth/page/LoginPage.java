package dev.gatehouse.oauth.page;

/**
 * Where people sign in.
 *
 * @param continuation what goes on afterwards, sealed
 * @param clientName whom for, or null
 * @param username what stands in the field already
 * @param problem why the last attempt failed, or null
 */
public record LoginPage(String formToken, String continuation, String clientName, String username, String problem) {}
