/** The two interfaces as handlers of the operations of their documents. */
package dev.gatehouse.connector.interfaces;
