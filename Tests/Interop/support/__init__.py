"""What the tests of all SDKs share."""
