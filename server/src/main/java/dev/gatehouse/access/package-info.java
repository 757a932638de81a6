/** Whether a request may pass: bearer tokens are verified here, whoever issued them. */
package dev.gatehouse.access;
