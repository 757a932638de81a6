package dev.gatehouse.repository;

/** Whose published API is spoken. */
public enum RepositoryDialect {
    /** {@code /api/deposit/depositions} and the file buckets under {@code /api/files}. */
    ZENODO,
    /** {@code /api/records}, with drafts and their files under each record. */
    INVENIO_RDM
}
