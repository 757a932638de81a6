package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.Percent;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.StorageClient;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No path leads elsewhere than it says. */
public interface PathPromises extends StoragePromises {
    @ParameterizedTest
    @EnumSource
    default void refusesPathsThatLeadElsewhere(Detour detour) {
        String folder = folderWithSecret();
        String path = detour.in(folder);
        files().read(path).expectComplaintAbout("filepath");
        files().delete(path).expectComplaintAbout("filepath");
        files().list(path).expectComplaintAbout("filepath");
        for (String method : List.of("POST", "PATCH")) {
            files().upload(method, path, Content.of("overwritten")).expectComplaintAbout("filepath");
        }
        expectUntouched(folder);
    }

    @ParameterizedTest
    @EnumSource
    default void refusesQueriesWithPathsThatLeadElsewhere(Detour detour) {
        String folder = folderWithSecret();
        String path = detour.in(folder);
        String encodedOnce = files().arguments(path).query();
        String encodedThroughout = "?filepath=" + Percent.encodedThroughout(path) + "&userId="
                + Percent.encoded(subject().user());
        for (String query : List.of(encodedOnce, encodedThroughout)) {
            connector()
                    .send(ConnectorCall.of("GET", StorageClient.FILE).query(query))
                    .expectComplaintAbout("filepath");
            connector()
                    .send(ConnectorCall.of("GET", StorageClient.FOLDER).query(query))
                    .expectComplaintAbout("filepath");
            connector()
                    .send(ConnectorCall.of("DELETE", StorageClient.FILE).query(query))
                    .expectComplaintAbout("filepath");
        }
        expectUntouched(folder);
    }

    @ParameterizedTest
    @EnumSource
    default void refusesIllegalPaths(IllegalPath illegal) {
        String folder = folderWithSecret();
        String path = illegal.in(folder);
        files().read(path).expectComplaintAbout("filepath");
        files().delete(path).expectComplaintAbout("filepath");
        files().list(path).expectComplaintAbout("filepath");
        expectUntouched(folder);
    }

    @ParameterizedTest
    @EnumSource
    default void followsNoDisguisedDetour(DisguisedDetour disguise) {
        String folder = folderWithSecret();
        String path = disguise.in(folder);
        for (Reply reply : List.of(files().read(path), files().delete(path), files().list(path))) {
            assertThat(reply.status())
                    .as("status of %s: %s", reply.call(), reply.text())
                    .isNotEqualTo(200);
            assertThat(reply.text()).doesNotContain("the secret");
        }
        expectUntouched(folder);
        files().write(path, Content.of("overwritten")).expect(200, 400, 409);
        expectUntouched(folder);
    }

    private String folderWithSecret() {
        String folder = files().newFolder();
        files().store(folder + "secret", "the secret");
        files().store(folder + "inside/deeper/file", "a");
        return folder;
    }

    private void expectUntouched(String folder) {
        files().expectText(folder + "secret", "the secret");
        files().expectText(folder + "inside/deeper/file", "a");
    }
}
