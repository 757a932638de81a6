package dev.gatehouse.connector.conformance;

/** How the length of a body is told. */
enum Framing {
    CONTENT_LENGTH {
        @Override
        Content framed(Content content) {
            return content;
        }
    },
    CHUNKED {
        @Override
        Content framed(Content content) {
            return content.inChunks();
        }
    };

    abstract Content framed(Content content);
}
