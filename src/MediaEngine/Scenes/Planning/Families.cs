namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What things are of a kind: who wants no trees wants no firs either.</summary>
internal static class Families
{
    private static readonly string[] _trees =
        ["tree", "pine", "palm", "cherry-blossom", "maple", "bamboo", "birch", "willow", "dead-tree"];

    /// <summary>Whether it is a tree.</summary>
    public static bool IsTree(string id) => _trees.Contains(id);

    /// <summary>What it is a kind or a part of.</summary>
    public static string[] Of(string id) => id switch
    {
        "forest" or "jungle" => ["tree"],
        "boat" => ["ship", "sailboat"],
        "stream" => ["river"],
        "church" => ["house"],
        _ when IsTree(id) => ["tree", "forest", "jungle"],
        _ => [],
    };
}
