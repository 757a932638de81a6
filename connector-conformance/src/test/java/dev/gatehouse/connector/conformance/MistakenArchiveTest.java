package dev.gatehouse.connector.conformance;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.connector.conformance.archive.Mistake;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the connector kit cannot keep an author from is found. */
@Execution(ExecutionMode.CONCURRENT)
class MistakenArchiveTest {
    @ParameterizedTest
    @MethodSource
    void breaksExactlyThePromisesThatTheMistakeIsAbout(Mistake mistake, Set<String> promises) {
        FaultyRun.expectBroken(MistakenArchive.class, mistake, 2 << 20, promises);
    }

    static Stream<Arguments> breaksExactlyThePromisesThatTheMistakeIsAbout() {
        return Stream.of(
                mistaken(Mistake.NONE),
                mistaken(Mistake.LOSES_THE_LAST_BYTE, "streamsLargeFiles", "slowReadersHoldNobodyUpAndGetAll"),
                mistaken(
                        Mistake.EMPTIES_FILES_FIRST,
                        "cutUploadsLeaveNothing",
                        "cutUploadsLeaveTheFormerContent",
                        "showsNothingOfAnUploadUnderWay",
                        "readersNeverSeeAMixtureWhileAFileIsReplaced"),
                mistaken(
                        Mistake.THROWS_EXCEPTIONS_OF_ITS_OWN,
                        "missingFilesAreNotFound",
                        "aMissingFolderIsNotFound",
                        "updatingAMissingFileIsNotFoundAndMakesNone",
                        "readingAFolderIsAConflict",
                        "writingWhereSomethingElseIsIsAConflict",
                        "refusesWrongPasswords"),
                mistaken(Mistake.LISTS_ALL_THAT_IS_BELOW, "listsOnlyWhatIsDirectlyInAFolder"),
                mistaken(Mistake.UPDATES_MISSING_FILES, "updatingAMissingFileIsNotFoundAndMakesNone"),
                mistaken(Mistake.REPEATS_THE_PASSWORD, "neverTellsASecret"));
    }

    private static Arguments mistaken(Mistake mistake, String... promises) {
        return arguments(mistake, Set.of(promises));
    }
}
