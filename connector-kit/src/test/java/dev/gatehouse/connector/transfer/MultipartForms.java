package dev.gatehouse.connector.transfer;

import dev.gatehouse.fuzz.Reader;
import java.io.ByteArrayInputStream;
import java.util.Optional;

/** Forms with files, all of whose parts are read to their end; the boundary is {@code b}. */
public final class MultipartForms implements Reader {
    @Override
    public void read(byte[] sent) throws Exception {
        MultipartReader form = new MultipartReader(new ByteArrayInputStream(sent), "b");
        for (Optional<Part> part = form.next(); part.isPresent(); part = form.next()) {
            part.get().content().readAllBytes();
        }
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof TransferException;
    }
}
