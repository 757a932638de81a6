/**
 * The way to PostgreSQL: the embedded server or an address, the connection pool, migrations, and the change feed that
 * keeps caches of several processes right. Knows no feature.
 */
@NullMarked
package dev.gatehouse.store;

import org.jspecify.annotations.NullMarked;
