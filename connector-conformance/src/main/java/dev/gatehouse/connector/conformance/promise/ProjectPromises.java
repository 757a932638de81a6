package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.MetadataClient;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.Texts;
import dev.gatehouse.connector.conformance.client.Together;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Projects are made, described, listed and removed. */
public interface ProjectPromises extends MetadataPromises {
    @Test
    default void makesAProjectAndListsIt() {
        Reply reply = projects()
                .call("POST", MetadataClient.PROJECTS, subject().metadata("Made"))
                .expect(200);
        String id = projects().projectId(reply);
        assertThat(Texts.of(reply.json().path("metadata"))).contains("Made");
        assertThat(projects().projectIds()).containsOnlyOnce(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null"})
    default void makesAProjectThatIsDescribedLater(String nothing) {
        String id = projects()
                .projectId(projects()
                        .call("POST", MetadataClient.PROJECTS, nothing)
                        .expect(200));
        projects()
                .call("PATCH", MetadataClient.path(id), subject().metadata("Later"))
                .expect(200);
        assertThat(Texts.of(projects().describe(id))).contains("Later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain title",
                "\u00c9tude n\u00ba 5 \u2014 \u7814\u7a76 \ud83e\uddea \u05e9\u05dc\u05d5\u05dd",
                "<b>\"quoted\" & 'more'</b> \\ %2F {}"
            })
    default void describesAProjectAsItWasDescribed(String title) {
        String id = projects().newProject(title);
        JsonNode stored = projects().describe(id);
        assertThat(stored.isObject()).as("%s is an object", stored).isTrue();
        assertThat(Texts.of(stored)).contains(title);
    }

    @Test
    default void anUpdateReplacesWhatDescribesAProject() {
        String id = projects().newProject("Before");
        Reply reply = projects()
                .call("PATCH", MetadataClient.path(id), subject().metadata("After"))
                .expect(200);
        assertThat(Texts.of(reply.json())).contains("After").doesNotContain("Before");
        assertThat(Texts.of(projects().describe(id))).contains("After").doesNotContain("Before");
    }

    @Test
    default void whatItTellsOfAProjectCanBeSentBack() {
        String id = projects().newProject("Sent back");
        String told = projects().describe(id).toString();
        projects().call("PATCH", MetadataClient.path(id), told).expect(200);
        assertThat(Texts.of(projects().describe(id))).contains("Sent back");
    }

    @Test
    default void keepsProjectsApart() {
        String first = projects().newProject("First");
        String second = projects().newProject("Second");
        assertThat(first).isNotEqualTo(second);
        assertThat(Texts.of(projects().describe(first))).contains("First").doesNotContain("Second");
        projects().call("DELETE", MetadataClient.path(first)).expect(204);
        assertThat(Texts.of(projects().describe(second))).contains("Second");
    }

    @Test
    default void listsManyProjectsEachOnce() {
        int count = subject().limits().projectFiles();
        List<String> made = Together.all(count, 8, number -> projects().newProject("Number " + number));
        assertThat(made).doesNotHaveDuplicates();
        assertThat(projects().projectIds()).containsAll(made).doesNotHaveDuplicates();
    }

    @Test
    default void deletesADraft() {
        String id = projects().newProject("Draft");
        projects().call("DELETE", MetadataClient.path(id)).expect(204);
        assertThat(projects().projectIds()).doesNotContain(id);
        projects().call("GET", MetadataClient.path(id)).expect(404);
        projects().call("DELETE", MetadataClient.path(id)).expect(404);
    }

    @Test
    default void unknownProjectsAreNotFound() {
        String id = projects().newProject("To be removed");
        projects().call("DELETE", MetadataClient.path(id)).expect(204);
        everyCallOf(id).forEach(reply -> reply.expect(404));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse-no-such-project",
                "../user",
                "..",
                "a/b",
                "%2e%2e",
                "a?b#c",
                "\u7814",
                "-1",
                "999999999999999999999",
                "'; --"
            })
    default void oddProjectIdsAreNotFoundOrRefused(String id) {
        everyCallOf(id).forEach(reply -> reply.expect(404, 400));
    }

    @Test
    default void namesMetadataThatIsNoObject() {
        String id = projects().newProject("Good");
        for (String wrong : List.of("5", "\"text\"", "[]", "true")) {
            projects().call("POST", MetadataClient.PROJECTS, wrong).expectComplaintAbout("metadata");
            projects().call("PATCH", MetadataClient.path(id), wrong).expectComplaintAbout("metadata");
        }
        assertThat(Texts.of(projects().describe(id))).contains("Good");
    }

    private Stream<Reply> everyCallOf(String id) {
        CallArguments named = projects().user().with("filename", "a.txt");
        Content content = Content.of("content");
        return Stream.of(
                projects().call("GET", MetadataClient.path(id)),
                projects().call("PATCH", MetadataClient.path(id), subject().metadata("None")),
                projects().call("PUT", MetadataClient.path(id)),
                projects().call("DELETE", MetadataClient.path(id)),
                projects().call("GET", MetadataClient.filesPath(id)),
                projects().call("DELETE", MetadataClient.filesPath(id)),
                projects().upload("POST", MetadataClient.filesPath(id), named, content),
                projects().read(id, "a.txt"),
                projects()
                        .upload(
                                "PATCH",
                                MetadataClient.filePath(id, "a.txt"),
                                projects().user(),
                                content),
                projects().call("DELETE", MetadataClient.filePath(id, "a.txt")));
    }
}
