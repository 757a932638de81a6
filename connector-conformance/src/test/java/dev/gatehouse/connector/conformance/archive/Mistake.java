package dev.gatehouse.connector.conformance.archive;

/** What authors of connectors get wrong with the connector kit. */
public enum Mistake {
    NONE,
    /** Counts the bytes of a file wrong. */
    LOSES_THE_LAST_BYTE,
    /** Empties a file before it knows whether another content comes. */
    EMPTIES_FILES_FIRST,
    /** Reads a whole upload before it stores it. */
    HOLDS_UPLOADS_IN_MEMORY,
    /** Throws what the kit cannot know the meaning of. */
    THROWS_EXCEPTIONS_OF_ITS_OWN,
    /** Lists what is in folders of the folder, too. */
    LISTS_ALL_THAT_IS_BELOW,
    /** Makes the file that should have been there. */
    UPDATES_MISSING_FILES,
    /** Puts the password into what it says. */
    REPEATS_THE_PASSWORD
}
