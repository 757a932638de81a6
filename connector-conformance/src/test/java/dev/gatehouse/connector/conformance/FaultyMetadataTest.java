package dev.gatehouse.connector.conformance;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.connector.conformance.raw.Fault;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault of a metadata storage breaks the promises that it is about, and no others. */
@Execution(ExecutionMode.CONCURRENT)
class FaultyMetadataTest {
    @ParameterizedTest
    @MethodSource
    void breaksExactlyThePromisesThatTheFaultIsAbout(Fault fault, Set<String> promises) {
        FaultyRun.expectBroken(FaultyMetadata.class, fault, 2 << 20, promises);
    }

    static Stream<Arguments> breaksExactlyThePromisesThatTheFaultIsAbout() {
        return Stream.of(
                faulty(Fault.NONE),
                faulty(Fault.LOSES_THE_LAST_BYTE_OF_LARGE_FILES, "streamsLargeFiles"),
                faulty(Fault.REFUSES_EMPTY_FILES, "storesEmptyFiles"),
                faulty(Fault.LOSES_LETTERS_BEYOND_LATIN, "describesAProjectAsItWasDescribed", "keepsNamesOfFiles"),
                faulty(Fault.STORES_WHAT_CAME_OF_A_CUT_UPLOAD, "cutUploadsLeaveNothing"),
                faulty(Fault.IGNORES_THE_QUERY, "takesArgumentsAsQuery", "takesContentAsTheWholeBody"),
                faulty(
                        Fault.FAILS_WHERE_SOMETHING_IS_MISSING,
                        "unknownProjectsAreNotFound",
                        "oddProjectIdsAreNotFoundOrRefused",
                        "unknownFilesAreNotFound",
                        "deletesADraft",
                        "unknownPathsAreNotFound",
                        "answersErrorsAsJsonObjects"),
                faulty(Fault.LETS_PUBLISHED_PROJECTS_BE_DESCRIBED, "publishedProjectsAreNotDescribedAnew"),
                faulty(Fault.LETS_FILES_OF_PUBLISHED_PROJECTS_BE_CHANGED, "filesOfPublishedProjectsStay"),
                faulty(Fault.DELETES_PUBLISHED_PROJECTS, "publishedProjectsAreNotDeleted"),
                faulty(Fault.LISTS_ONLY_DRAFTS, "publishesAProjectAndStillTellsOfIt"),
                faulty(Fault.KEEPS_DELETED_PROJECTS, "deletesADraft", "unknownProjectsAreNotFound"),
                faulty(Fault.MERGES_METADATA, "anUpdateReplacesWhatDescribesAProject"),
                faulty(
                        Fault.CONFUSES_FILES_OF_ONE_NAME,
                        "filesOfOneProjectAreNotThoseOfAnother",
                        "replacesTheContentOfAFile"),
                faulty(Fault.ADDS_FILES_OF_THE_SAME_NAME, "addingAFileOfTheSameNameReplacesIt"));
    }

    private static Arguments faulty(Fault fault, String... promises) {
        return arguments(fault, Set.of(promises));
    }
}
