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

/** A fault of a file storage breaks the promises that it is about, and no others. */
@Execution(ExecutionMode.CONCURRENT)
class FaultyStorageTest {
    @ParameterizedTest
    @MethodSource
    void breaksExactlyThePromisesThatTheFaultIsAbout(Fault fault, Set<String> promises) {
        FaultyRun.expectBroken(FaultyStorage.class, fault, 2 << 20, promises, consequences(fault));
    }

    /** Whether what is seen under way is gone in time depends on how fast the machine notices a cut. */
    private static Set<String> consequences(Fault fault) {
        return fault == Fault.SHOWS_UPLOADS_UNDER_WAY ? Set.of("cutUploadsLeaveNothing") : Set.of();
    }

    static Stream<Arguments> breaksExactlyThePromisesThatTheFaultIsAbout() {
        return Stream.of(contents(), names(), folders(), answers()).flatMap(each -> each);
    }

    private static Stream<Arguments> contents() {
        return Stream.of(
                faulty(Fault.NONE),
                faulty(
                        Fault.LOSES_THE_LAST_BYTE_OF_LARGE_FILES,
                        "streamsLargeFiles",
                        "slowReadersHoldNobodyUpAndGetAll",
                        "storesAFileWhoseTokenExpiresDuringTheUploadOrLeavesTheFormerOne",
                        "readsAFileWhoseTokenExpiresDuringTheDownloadToItsEnd"),
                faulty(Fault.REFUSES_EMPTY_FILES, "storesEmptyFiles"),
                faulty(Fault.SHOWS_UPLOADS_UNDER_WAY, "showsNothingOfAnUploadUnderWay"),
                faulty(
                        Fault.STORES_WHAT_CAME_OF_A_CUT_UPLOAD,
                        "cutUploadsLeaveNothing",
                        "cutUploadsLeaveTheFormerContent"),
                faulty(
                        Fault.MIXES_CONCURRENT_WRITES,
                        "concurrentWritesOfOneFileLeaveOneOfThem",
                        "readersNeverSeeAMixtureWhileAFileIsReplaced"),
                faulty(Fault.UPDATES_MISSING_FILES, "updatingAMissingFileIsNotFoundAndMakesNone"),
                faulty(
                        Fault.SERVES_FEW_AT_A_TIME,
                        "slowReadersHoldNobodyUpAndGetAll",
                        "slowWritersHoldNobodyUpAndStoreAll"));
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                faulty(Fault.DECODES_NAMES_TWICE, "keepsNamesOfFiles", "keepsNamesOfFolders", "takesNamesFromTheQuery"),
                faulty(
                        Fault.COMPOSES_NAMES,
                        "keepsNamesOfFiles",
                        "keepsNamesOfFolders",
                        "composedAndDecomposedLettersAreDifferentNames"),
                faulty(
                        Fault.LOSES_LETTERS_BEYOND_LATIN,
                        "keepsNamesOfFiles",
                        "keepsNamesOfFolders",
                        "composedAndDecomposedLettersAreDifferentNames",
                        "refusesIllegalPaths"),
                faulty(Fault.SPLITS_QUERIES_AFTER_DECODING, "takesNamesFromTheQuery"),
                faulty(
                        Fault.IGNORES_THE_QUERY,
                        "takesArgumentsAsQuery",
                        "takesPathsFromTheQuery",
                        "takesNamesFromTheQuery",
                        "takesContentAsTheWholeBody",
                        "refusesQueriesWithPathsThatLeadElsewhere",
                        "namesTheMissingPath"),
                faulty(
                        Fault.FOLLOWS_DETOURS,
                        "refusesPathsThatLeadElsewhere",
                        "refusesQueriesWithPathsThatLeadElsewhere"),
                faulty(
                        Fault.TAKES_BACKSLASHES_FOR_SLASHES,
                        "followsNoDisguisedDetour",
                        "keepsNamesOfFiles",
                        "keepsNamesOfFolders"),
                faulty(Fault.TAKES_THE_FILE_NAME_OF_THE_PART, "storesUnderThePathWhateverTheFileNameOfThePart"));
    }

    private static Stream<Arguments> folders() {
        return Stream.of(
                faulty(
                        Fault.LISTS_ALL_THAT_IS_BELOW,
                        "listsOnlyWhatIsDirectlyInAFolder",
                        "marksFoldersWithASlashAndFilesWithNone"),
                faulty(Fault.LISTS_FOLDERS_WITHOUT_SLASH, "marksFoldersWithASlashAndFilesWithNone"),
                faulty(Fault.LISTS_NAMES_IN_PLACE_OF_PATHS, "listsAbsolutePaths"),
                faulty(Fault.LISTS_AT_MOST_100, "listsFoldersWithVeryManyEntries"));
    }

    private static Stream<Arguments> answers() {
        return Stream.of(
                faulty(
                        Fault.FAILS_WHERE_SOMETHING_IS_MISSING,
                        "missingFilesAreNotFound",
                        "aMissingFolderIsNotFound",
                        "updatingAMissingFileIsNotFoundAndMakesNone",
                        "unknownPathsAreNotFound",
                        "answersErrorsAsJsonObjects"),
                faulty(Fault.TELLS_THE_USER_ID_IN_ERRORS, "neverTellsASecret"),
                faulty(
                        Fault.NAMES_NO_FIELDS,
                        "namesTheMissingPath",
                        "namesTheMissingUserId",
                        "namesAPathThatIsNoText",
                        "namesAUserIdThatIsNoText",
                        "namesTheUserIdThatAnUploadLacks",
                        "takesFieldsBehindTheContentOrSaysThatItDoesNot"),
                faulty(Fault.TAKES_SESSIONS_OF_OTHER_CONNECTORS, "refusesSessionsOfAnotherConnector"),
                faulty(Fault.ASKS_NOBODY_TO_CONNECT, "tellsUnknownPeopleHowToConnect"),
                faulty(
                        Fault.BLAMES_ITSELF_FOR_THE_VENDOR,
                        "aBrokenVendorIsABadGateway",
                        "aVendorThatIsGoneIsUnavailable",
                        "aSilentVendorTimesOut"),
                faulty(Fault.HAS_NO_METRICS, "countsItsRequests"));
    }

    private static Arguments faulty(Fault fault, String... promises) {
        return arguments(fault, Set.of(promises));
    }
}
