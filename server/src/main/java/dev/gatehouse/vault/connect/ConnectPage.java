package dev.gatehouse.vault.connect;

import dev.gatehouse.pages.Message;
import dev.gatehouse.vault.connect.link.LinkBinding;
import org.jspecify.annotations.Nullable;

/**
 * Where people decide to connect an account, or enter what a service is to be reached with. Its text form shows nothing.
 *
 * @param service what people know it as
 * @param host where they are sent, or null for a service whose credentials are entered here
 * @param userId who the account will belong to
 * @param asker whose link it is, or null
 * @param asks what is to be entered here, or null
 * @param problem why the last try failed, or null
 */
public record ConnectPage(
        Form form,
        String service,
        @Nullable String host,
        String userId,
        @Nullable Asker asker,
        @Nullable Credentials asks,
        @Nullable Message problem) {
    /**
     * An application that asks a person to connect.
     *
     * @param name what people know it as
     */
    public record Asker(String name, LinkBinding binding) {
        public boolean isForSession() {
            return binding == LinkBinding.SESSION;
        }

        public boolean isConfirmed() {
            return binding == LinkBinding.CODE;
        }

        public boolean isUnbound() {
            return binding == LinkBinding.UNBOUND;
        }
    }

    /**
     * What comes back with the form.
     *
     * @param action where the form goes
     * @param link the connect link, or null for who is signed in here
     */
    public record Form(
            String token, String action, @Nullable String link) {
        @Override
        public String toString() {
            return "Form[" + action + "]";
        }
    }

    /**
     * What is to be entered.
     *
     * @param username whether a user name is
     * @param password whether a password is, or, without a user name, a key
     * @param entered the user name that was entered before
     */
    public record Credentials(boolean username, boolean password, String entered) {}

    @Override
    public String toString() {
        return "ConnectPage[" + service + "]";
    }
}
