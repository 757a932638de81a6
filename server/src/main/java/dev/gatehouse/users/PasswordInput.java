package dev.gatehouse.users;

import org.jspecify.annotations.Nullable;

/**
 * A change of password as a caller sends it.
 *
 * @param password the current one; null where an administrator sets a new one
 */
record PasswordInput(@Nullable String password, String newPassword, String newPasswordConfirm) {
    @Override
    public String toString() {
        return "PasswordInput[hidden]";
    }
}
