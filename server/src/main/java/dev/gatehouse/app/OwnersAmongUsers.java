package dev.gatehouse.app;

import dev.gatehouse.access.issuers.Owners;
import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import java.util.Optional;

/** Our users who are not disabled, for tokens of other issuers that name them. Thread-safe. */
record OwnersAmongUsers(Users users) implements Owners {
    @Override
    public Optional<Owner> withId(String userId) {
        return users.find(userId).filter(User::active).map(OwnersAmongUsers::owner);
    }

    @Override
    public Optional<Owner> withEmail(String email) {
        return users.findByEmail(email).filter(User::active).map(OwnersAmongUsers::owner);
    }

    private static Owner owner(User user) {
        return new Owner(user.userId(), Users.isAdministrator(user));
    }
}
