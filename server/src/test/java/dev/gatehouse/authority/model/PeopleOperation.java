package dev.gatehouse.authority.model;

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
            return model.isAdministrator(by) && model.power(by).contains(Model.USER_WRITE);
        }

        @Override
        public void change(Model model) {
            model.people.get(user).administrator = administrator;
            model.people.get(user).given = given;
            model.people.get(user).active = active;
        }

        @Override
        public Answer call(World world) {
            return world.as(by).put("/oauth2/user", """
                    {"userId":"%s","userType":"%s","email":"%s@example.org","scope":"%s","active":%s}""".formatted(
                            user, administrator ? "admin" : "employee", user, String.join(" ", given), active));
        }
    }
}
