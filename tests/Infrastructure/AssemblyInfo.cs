using System.Runtime.Versioning;

// The tests look at file modes and kill processes as Unix has them.
[assembly: SupportedOSPlatform("linux")]
