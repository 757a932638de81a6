/**
 * The way to PostgreSQL: the embedded server or an address, the connection pool, migrations, and the change feed that
 * keeps caches of several processes right. Knows no feature.
 */
package dev.gatehouse.store;
