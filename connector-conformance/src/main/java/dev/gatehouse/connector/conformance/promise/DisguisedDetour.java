package dev.gatehouse.connector.conformance.promise;

/** Names that are a detour only to those who decode or fold them once too often; they may be taken as they are. */
enum DisguisedDetour {
    BACKSLASHES("inside\\..\\secret"),
    MIXED_SLASHES("inside/..\\secret"),
    ENCODED("inside/%2e%2e/secret"),
    ENCODED_SLASH("inside/..%2fsecret"),
    ENCODED_TWICE("inside/%252e%252e/secret"),
    OVERLONG_UTF_8("inside/%c0%ae%c0%ae/secret"),
    FULL_WIDTH("inside/\uff0e\uff0e/secret"),
    PATH_PARAMETER("inside/..;/secret"),
    SPACED("inside/.. /secret"),
    HOME("~/secret");

    private final String path;

    DisguisedDetour(String path) {
        this.path = path;
    }

    String in(String folder) {
        return folder + path;
    }
}
