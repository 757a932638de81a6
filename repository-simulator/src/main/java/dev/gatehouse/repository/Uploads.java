package dev.gatehouse.repository;

import java.io.IOException;

/** Takes in the content of files. */
final class Uploads {
    private final DepositStore deposits;
    private final Misbehaviour misbehaviour;

    Uploads(DepositStore deposits, Misbehaviour misbehaviour) {
        this.deposits = deposits;
        this.misbehaviour = misbehaviour;
    }

    StoredFile receive(Call call, String name) throws IOException {
        if (!call.header("Content-Type").orElse("").startsWith("application/octet-stream")) {
            throw new Refusal(415, "Invalid Content-Type header. Expected one of: application/octet-stream");
        }
        if (misbehaviour.isFull()) {
            throw new Refusal(400, "Bucket quota exceeded.");
        }
        return deposits.store(name, call.body(), call.contentLength());
    }
}
