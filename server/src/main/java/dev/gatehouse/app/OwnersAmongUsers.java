package dev.gatehouse.app;

import dev.gatehouse.access.issuers.Owners;
import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import dev.gatehouse.users.team.Teams;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Our users who are not disabled, and our teams, for tokens of other issuers that name them. Thread-safe. */
record OwnersAmongUsers(Users users, Teams teams) implements Owners {
    @Override
    public Optional<Owner> withId(String userId) {
        return users.find(userId).filter(User::active).map(OwnersAmongUsers::owner);
    }

    @Override
    public Optional<Owner> withEmail(String email) {
        return users.findByEmail(email).filter(User::active).map(OwnersAmongUsers::owner);
    }

    @Override
    public Set<String> teams(String userId, Collection<String> named) {
        return teams.actedFor(userId, named);
    }

    private static Owner owner(User user) {
        return new Owner(user.userId(), Users.isAdministrator(user));
    }
}
