package dev.gatehouse.repository;

import java.io.IOException;

/** Takes in the content of files. */
final class FileIntake {
    private final DepositStore deposits;
    private final Misbehaviour misbehaviour;

    FileIntake(DepositStore deposits, Misbehaviour misbehaviour) {
        this.deposits = deposits;
        this.misbehaviour = misbehaviour;
    }

    StoredFile receive(RepositoryCall call, String name) throws IOException {
        if (!call.header("Content-Type").orElse("").startsWith("application/octet-stream")) {
            throw new RepositoryRefusal(415, "Invalid Content-Type header. Expected one of: application/octet-stream");
        }
        if (misbehaviour.isFull()) {
            throw new RepositoryRefusal(400, "Bucket quota exceeded.");
        }
        return deposits.store(name, call.body(), call.contentLength());
    }
}
