package dev.gatehouse.vault.encryption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Rows with a ciphertext, whatever table they are in, by the data key they are encrypted under. Stateless. */
final class CiphertextStore {

    /** @param key the values of the primary key, in the order of {@link EncryptedColumn#row} */
    record SealedRow(List<String> key, byte[] sealed) {}

    /** How many rows are encrypted under the key. */
    long count(Handle handle, EncryptedColumn column, int keyId) {
        return handle.createQuery("select count(*) from " + column.table() + " where key_id = :keyId")
                .bind("keyId", keyId)
                .mapTo(Long.class)
                .one();
    }

    /** Some rows under that key that nobody else is working on, locked until the transaction ends. */
    List<SealedRow> lock(Handle transaction, EncryptedColumn column, int keyId, int most) {
        return transaction
                .createQuery("select " + String.join(", ", column.row()) + ", " + column.column() + " from "
                        + column.table() + " where key_id = :keyId limit :most for update skip locked")
                .bind("keyId", keyId)
                .bind("most", most)
                .map((row, _) -> row(column, row))
                .list();
    }

    private static SealedRow row(EncryptedColumn column, ResultSet row) throws SQLException {
        String[] key = new String[column.row().size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = row.getString(column.row().get(i));
        }
        return new SealedRow(List.of(key), row.getBytes(column.column()));
    }

    /** Replaces the ciphertexts of these rows. */
    void update(Handle transaction, EncryptedColumn column, Stream<SealedRow> rows) {
        String where = IntStream.range(0, column.row().size())
                .mapToObj(i -> column.row().get(i) + " = :row" + i)
                .collect(Collectors.joining(" and "));
        PreparedBatch batch = transaction.prepareBatch(
                "update " + column.table() + " set " + column.column() + " = :sealed where " + where);
        rows.forEach(row -> {
            batch.bind("sealed", row.sealed());
            IntStream.range(0, row.key().size())
                    .forEach(i -> batch.bind("row" + i, row.key().get(i)));
            batch.add();
        });
        batch.execute();
    }
}
