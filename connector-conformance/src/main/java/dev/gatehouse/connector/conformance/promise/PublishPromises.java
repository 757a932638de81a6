package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.MetadataClient;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.Texts;
import org.junit.jupiter.api.Test;

/** What is published stays as it is. */
public interface PublishPromises extends MetadataPromises {
    @Test
    default void publishesAProjectAndStillTellsOfIt() {
        Published published = published();
        assertThat(projects().projectIds()).containsOnlyOnce(published.id());
        expectUnchanged(published);
    }

    @Test
    default void publishedProjectsAreNotDescribedAnew() {
        Published published = published();
        projects()
                .call("PATCH", MetadataClient.path(published.id()), subject().metadata("Changed"))
                .expect(409);
        expectUnchanged(published);
    }

    @Test
    default void publishedProjectsAreNotDeleted() {
        Published published = published();
        projects().call("DELETE", MetadataClient.path(published.id())).expect(409);
        expectUnchanged(published);
    }

    @Test
    default void filesOfPublishedProjectsStay() {
        Published published = published();
        String file = MetadataClient.filePath(published.id(), published.fileId());
        projects().add(published.id(), "more.txt", Content.of("more")).expect(409);
        projects().add(published.id(), "data.txt", Content.of("changed")).expect(409);
        projects()
                .upload("PATCH", file, projects().user(), Content.of("changed"))
                .expect(409);
        projects().call("DELETE", file).expect(409);
        projects().call("DELETE", MetadataClient.filesPath(published.id())).expect(409);
        expectUnchanged(published);
    }

    private Published published() {
        assumeTrue(subject().mayPublish(), "Needs ConformanceSubject.mayPublish");
        String id = projects().newProject("Published");
        projects().store(id, "data.txt", Content.of("content"));
        projects().call("PUT", MetadataClient.path(id)).expect(204);
        return new Published(id, projects().fileId(id, "data.txt"));
    }

    private void expectUnchanged(Published published) {
        assertThat(Texts.of(projects().describe(published.id()))).contains("Published");
        assertThat(projects().fileIds(published.id())).containsOnlyKeys("data.txt");
        Reply content = projects().read(published.id(), published.fileId()).expect(200);
        assertThat(content.text()).isEqualTo("content");
    }

    /**
     * A published project.
     *
     * @param id identifies it
     * @param fileId identifies its only file, {@code data.txt}, whose content is {@code content}
     */
    record Published(String id, String fileId) {}
}
