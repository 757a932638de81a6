package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import java.util.Optional;

/** How a process tells what went wrong. Thread-safe. */
@FunctionalInterface
public interface FailureTranslator {
    /** The error to answer a failure with, for example of the database; empty where it is not expected. */
    Optional<ApiException> translate(Throwable failure);

    /** The error in the words of the process's own catalogue, where that has some for it. */
    default ApiException worded(ApiException error) {
        return error;
    }

    /** How errors are written for callers who ask for problem documents. */
    default ProblemForm problemForm() {
        return ProblemForm.SERVER;
    }
}
