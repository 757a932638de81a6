package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What both dialects tell callers. */
final class Projects {
    /** The window that both dialects' searches end at. */
    private static final int MAX_LISTED = 10_000;

    /** How many are asked for at a time. */
    private static final int PAGE = 100;

    private Projects() {}

    /**
     * All projects, page by page.
     *
     * @param page asks for the page that these parameters of a query name
     * @param project reads one
     */
    static List<Project> listed(Function<String, JsonNode> page, Function<JsonNode, Project> project) {
        List<Project> all = new ArrayList<>();
        for (int number = 1; number <= MAX_LISTED / PAGE; number++) {
            JsonNode some = page.apply("size=" + PAGE + "&page=" + number);
            some.forEach(each -> all.add(project.apply(each)));
            if (some.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    static ConnectorException none(String projectId) {
        return new ConnectorException(
                Failure.NOT_FOUND, "There is no project " + projectId + ", or it is somebody else's.");
    }

    static ConnectorException noFile(String projectId, String name) {
        return new ConnectorException(Failure.NOT_FOUND, "There is no file " + name + " in project " + projectId + ".");
    }

    static ConnectorException published(String projectId) {
        return new ConnectorException(
                Failure.CONFLICT, "Project " + projectId + " is published and cannot be changed any more.");
    }

    static ConnectorException notTaken(List<String> fields) {
        return new ConnectorException(
                Failure.INVALID, "metadata: the repository does not take " + String.join("; ", fields) + ".");
    }

    /** Looks a project up: both dialects refuse other people's with 403, which says that they exist. */
    static <T> T lookUp(String projectId, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConnectorException e) {
            boolean unseen = e.failure() == Failure.NOT_FOUND || e.failure() == Failure.FORBIDDEN;
            throw unseen ? none(projectId) : e;
        }
    }
}
