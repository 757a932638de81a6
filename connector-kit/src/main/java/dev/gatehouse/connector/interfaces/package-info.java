/** The two interfaces as handlers of the operations of their documents. */
@NullMarked
package dev.gatehouse.connector.interfaces;

import org.jspecify.annotations.NullMarked;
