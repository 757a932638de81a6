package dev.gatehouse.connector.binding;

import dev.gatehouse.connector.http.Answer;
import java.io.IOException;

/** Does what an operation promises; called on virtual threads, many at a time, with arguments that fit the document. */
@FunctionalInterface
public interface OperationHandler {
    /**
     * @throws dev.gatehouse.connector.ConnectorException is told to the caller
     * @throws IOException when the third party could not be spoken to
     */
    Answer handle(OperationCall call) throws IOException;
}
