package dev.gatehouse.connector.conformance.client;

/** How the length of a body is told. */
public enum Framing {
    CONTENT_LENGTH {
        @Override
        public Content framed(Content content) {
            return content;
        }
    },
    CHUNKED {
        @Override
        public Content framed(Content content) {
            return content.inChunks();
        }
    };

    public abstract Content framed(Content content);
}
