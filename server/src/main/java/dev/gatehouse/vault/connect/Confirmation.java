package dev.gatehouse.vault.connect;

/**
 * What an application confirms a connection with.
 *
 * @param user who is signed in there, in the browser that the code came in
 */
record Confirmation(String user, String code) {
    @Override
    public String toString() {
        return "Confirmation[hidden]";
    }
}
