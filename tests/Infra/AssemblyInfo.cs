using System.Runtime.Versioning;

// The compiler, the hooks and ./dev are for Linux.
[assembly: SupportedOSPlatform("linux")]
