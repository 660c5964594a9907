using System.Globalization;
using System.Runtime.InteropServices;

namespace Understudy.Bench.Measuring;

/// <summary>The machine that the numbers are of.</summary>
internal static class Machine
{
    /// <summary>Processors, memory, operating system and runtime.</summary>
    public static string Describe()
    {
        string processor = Value("/proc/cpuinfo", "model name");
        double memory = double.Parse(Value("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture);
        string system = Value("/etc/os-release", "PRETTY_NAME", '=').Trim('"');
        return FormattableString.Invariant(
            $"{Environment.ProcessorCount} cores ({processor}), {memory / 1024 / 1024:0.0} GiB, {system}, ")
            + RuntimeInformation.FrameworkDescription;
    }

    /// <summary>How many processes wanted a processor on average in the last minute.</summary>
    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Value(string file, string key, char separator = ':') =>
        File.ReadLines(file).First(line => line.StartsWith(key, StringComparison.Ordinal))
            .Split(separator, 2)[1].Trim();
}
