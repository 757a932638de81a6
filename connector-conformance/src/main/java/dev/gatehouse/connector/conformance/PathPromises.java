package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No path leads elsewhere than it says. */
interface PathPromises extends StoragePromises {
    @ParameterizedTest
    @EnumSource
    default void refusesPathsThatLeadElsewhere(Detour detour) {
        String folder = folderWithSecret();
        String path = detour.in(folder);
        refusals(path).forEach(reply -> reply.expectComplaintAbout("filepath"));
        expectUntouched(folder);
    }

    @ParameterizedTest
    @EnumSource
    default void refusesIllegalPaths(IllegalPath illegal) {
        String folder = folderWithSecret();
        String path = illegal.in(folder);
        Stream<Reply> replies =
                Stream.of("GET", "DELETE").map(method -> connector().send(Call.of(method, StorageClient.FILE)
                        .json(files().arguments(path))));
        replies.forEach(reply -> reply.expectComplaintAbout("filepath"));
        files().list(path).expectComplaintAbout("filepath");
        expectUntouched(folder);
    }

    @ParameterizedTest
    @EnumSource
    default void followsNoDisguisedDetour(DisguisedDetour disguise) {
        String folder = folderWithSecret();
        String path = disguise.in(folder);
        for (Reply reply : List.of(files().read(path), files().delete(path), files().list(path))) {
            assertThat(reply.status()).as("status of %s: %s", reply.call(), reply.text()).isBetween(400, 499);
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

    private Stream<Reply> refusals(String path) {
        Arguments arguments = files().arguments(path);
        String throughout = "?filepath=" + Percent.encodedThroughout(path) + "&userId="
                + Percent.encoded(subject().user());
        Call read = Call.of("GET", StorageClient.FILE);
        Call delete = Call.of("DELETE", StorageClient.FILE);
        Call list = Call.of("GET", StorageClient.FOLDER);
        Stream<Call> calls = Stream.of(
                read.json(arguments),
                read.query(arguments),
                read.query(throughout),
                list.json(arguments),
                list.query(throughout),
                delete.json(arguments),
                delete.query(throughout));
        Stream<Reply> uploads = Stream.of("POST", "PATCH").map(method -> files().upload(method, path, Content.of("b")));
        return Stream.concat(calls.map(connector()::send), uploads);
    }
}
