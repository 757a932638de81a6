package dev.gatehouse.contract;

/** Reads documents of one type; the place where another format plugs into {@link ContractReader}. Thread-safe. */
interface FormatReader {
    /** The endpoints and scopes of the document; ERR12103 where it does not make sense. */
    Contract read(ContractDocument document);
}
