package dev.gatehouse.client.service;

import dev.gatehouse.client.call.ApiCall;
import org.jspecify.annotations.Nullable;

/**
 * How a contract is taken.
 *
 * @param type what the document is; null where that is to be recognised
 * @param otherSchemes what becomes of operations that ask for something else than OAuth: {@code refuse}, {@code derive} or
 *     {@code ignore}; null for what the server does then
 * @param root which file of an archive describes the service; null where that is to be found out
 * @param dryRun whether nothing is to change
 * @param allowBreaking whether clients that would break do not stand in the way
 * @param ifMatch the version the stored contract must have; null for any
 */
public record ImportOptions(
        @Nullable String type,
        @Nullable String otherSchemes,
        @Nullable String root,
        boolean dryRun,
        boolean allowBreaking,
        @Nullable String ifMatch) {
    /** The change is made, unless a client would break. */
    public static ImportOptions careful() {
        return new ImportOptions(null, null, null, false, false, null);
    }

    public ImportOptions ofType(String contractType) {
        return new ImportOptions(contractType, otherSchemes, root, dryRun, allowBreaking, ifMatch);
    }

    /** The same with operations that ask for something else than OAuth treated as given. */
    public ImportOptions otherSchemes(String choice) {
        return new ImportOptions(type, choice, root, dryRun, allowBreaking, ifMatch);
    }

    /** The same for an archive in which that file describes the service. */
    public ImportOptions beginningWith(String path) {
        return new ImportOptions(type, otherSchemes, path, dryRun, allowBreaking, ifMatch);
    }

    /** The same, but the answer only tells what would change. */
    public ImportOptions asDryRun() {
        return new ImportOptions(type, otherSchemes, root, true, allowBreaking, ifMatch);
    }

    /** The same, whoever breaks. */
    public ImportOptions evenIfClientsBreak() {
        return new ImportOptions(type, otherSchemes, root, dryRun, true, ifMatch);
    }

    public ImportOptions ifMatch(String entityTag) {
        return new ImportOptions(type, otherSchemes, root, dryRun, allowBreaking, entityTag);
    }

    ApiCall begin(ApiCall call) {
        return call.query("otherSchemes", otherSchemes)
                .query("dryRun", dryRun)
                .query("allowBreaking", allowBreaking)
                .ifMatch(ifMatch);
    }
}
