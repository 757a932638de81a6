package dev.gatehouse.users;

import org.jspecify.annotations.Nullable;

/**
 * A user as a caller sends it; the passwords are write-only.
 *
 * @param password null on an update that keeps it
 */
record UserInput(
        String userId,
        String userType,
        String firstName,
        String lastName,
        String email,
        String roles,
        @Nullable String password,
        String passwordConfirm) {
    @Override
    public String toString() {
        return "UserInput[" + userId + "]";
    }
}
