package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Model.Person;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import java.util.Set;

/** A call about people and teams. */
sealed interface PeopleOperation extends Operation {
    /** Somebody is let into a team, or leaves it. */
    record Join(Principal by, String team, String user, boolean in) implements PeopleOperation {
        @Override
        public boolean allowed(Model model) {
            boolean leaves =
                    !in && by.user().equals(user) && Model.TEAM_WRITE.stream().anyMatch(model.power(by)::contains);
            return leaves || model.managesTeam(by, team);
        }

        @Override
        public void change(Model model) {
            if (in) {
                model.teams.get(team).add(user);
            } else {
                model.teams.get(team).remove(user);
            }
        }

        @Override
        public Answer call(World world) {
            return in
                    ? world.as(by).put("/oauth2/team", """
                            {"teamId":"%s","teamName":"A team","members":[{"userId":"%s","role":"owner"},
                             {"userId":"%s","role":"member"}]}""".formatted(team, world.teamOwner, user))
                    : world.as(by).delete("/oauth2/team/" + team + "/member/" + user);
        }
    }

    /** An administrator says what somebody is. */
    record Appoint(Principal by, String user, boolean administrator, Set<String> given, boolean active)
            implements PeopleOperation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.USER_WRITE)
                    && (model.isAdministrator(by) || by.user().equals(user) && changesNothing(model.people.get(user)));
        }

        private boolean changesNothing(Person now) {
            return now.administrator == administrator && now.given.equals(given) && now.active == active;
        }

        @Override
        public void change(Model model) {
            Person person = model.people.get(user);
            person.ends += person.active && !active ? 1 : 0;
            person.administrator = administrator;
            person.given = given;
            person.active = active;
        }

        @Override
        public Answer call(World world) {
            return world.as(by).put("/oauth2/user", """
                    {"userId":"%s","userType":"%s","email":"%s@example.org","scope":"%s","active":%s}""".formatted(
                            user, administrator ? "admin" : "employee", user, String.join(" ", given), active));
        }
    }

    /** Somebody gives a user another password, knowing the present one or not. */
    record SetPassword(Principal by, String user, boolean knowing, String next) implements PeopleOperation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.USER_WRITE) && (knowing || model.isAdministrator(by));
        }

        @Override
        public void change(Model model) {
            model.people.get(user).ends++;
        }

        @Override
        public Answer call(World world) {
            return world.as(by).post("/oauth2/password/" + user, """
                    {"newPassword":"%1$s","newPasswordConfirm":"%1$s"%2$s}""".formatted(
                            next, knowing ? ",\"password\":\"" + world.password(user) + "\"" : ""));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            world.passwords.put(user, next);
        }
    }

    /** Somebody ends all that came of a user's having signed in. */
    record EndAll(Principal by, String user) implements PeopleOperation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.USER_WRITE) && (by.user().equals(user) || model.isAdministrator(by));
        }

        @Override
        public void change(Model model) {
            model.people.get(user).ends++;
        }

        @Override
        public Answer call(World world) {
            return world.as(by).delete("/oauth2/user/" + user + "/session");
        }
    }
}
