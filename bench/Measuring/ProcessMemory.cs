using System.Globalization;

namespace Understudy.Bench.Measuring;

/// <summary>Resident memory of processes, as Linux counts it, in MB of a million bytes.</summary>
internal static class ProcessMemory
{
    /// <summary>What a process has now.</summary>
    public static double Resident(int id) => Value(id, "VmRSS") ?? 0;

    /// <summary>The most that a process had since <see cref="ForgetPeak"/>.</summary>
    public static double Peak(int id) => Value(id, "VmHWM") ?? 0;

    /// <summary>Lets the peak begin at what the process has now.</summary>
    public static void ForgetPeak(int id) => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    /// <summary>
    /// What a process and all that descend from it have now. Memory that they share counts once for each of them.
    /// </summary>
    public static double ResidentTree(int id) => Resident(id) + Children(id).Sum(ResidentTree);

    private static IEnumerable<int> Children(int id)
    {
        string tasks = $"/proc/{id}/task";
        if (!Directory.Exists(tasks)) return [];
        try
        {
            return
            [
                .. Directory.GetDirectories(tasks)
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' '))
                    .Where(child => child.Length > 0)
                    .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
            ];
        }
        catch (IOException)
        {
            // The process, or one of its threads, has ended meanwhile.
            return [];
        }
    }

    private static double? Value(int id, string key)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
            return line is null
                ? null
                : double.Parse(line.Split(':')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
            return null;
        }
    }
}
