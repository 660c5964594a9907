using System.Globalization;

namespace Understudy.Bench.Measuring;

/// <summary>What this process and the children that have ended took of the processors.</summary>
internal static class ProcessorTime
{
    private const double TicksASecond = 100;

    /// <summary>User and system time so far, in seconds.</summary>
    public static double Seconds()
    {
        // After the name in brackets, which may have spaces: utime, stime, cutime and cstime are the 12th to the 15th.
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksASecond;
    }
}
