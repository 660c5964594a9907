using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>How much room an animal of four legs takes, in parts of the height of its back.</summary>
internal static class Room
{
    private static readonly Dictionary<string, (Extent Calm, Extent Running)> _rooms = new()
    {
        ["dog"] = (new(0.91f, 1.01f, 1.41f), new(0.97f, 1.09f, 1.54f)),
        ["cat"] = (new(1.18f, 0.96f, 1.70f), new(1.25f, 1.03f, 1.84f)),
        ["horse"] = (new(0.82f, 1.01f, 1.46f), new(1.13f, 1.10f, 1.50f)),
        ["cow"] = (new(0.82f, 1.06f, 1.22f), new(1.15f, 1.09f, 1.26f)),
        ["sheep"] = (new(0.76f, 0.93f, 1.15f), new(0.84f, 0.97f, 1.25f)),
        ["deer"] = (new(0.69f, 0.96f, 2.01f), new(0.91f, 1.08f, 2.07f)),
        ["fox"] = (new(1.36f, 1.12f, 1.33f), new(1.66f, 1.18f, 1.40f)),
        ["wolf"] = (new(1.10f, 1.10f, 1.29f), new(1.34f, 1.15f, 1.36f)),
        ["bear"] = (new(0.86f, 1.09f, 1.12f), new(0.98f, 1.12f, 1.19f)),
        ["rabbit"] = (new(0.79f, 0.97f, 1.74f), new(0.85f, 1.03f, 1.83f)),
        ["elephant"] = (new(0.79f, 1.11f, 1.12f), new(1.04f, 1.12f, 1.20f)),
        ["giraffe"] = (new(0.61f, 0.88f, 1.76f), new(0.85f, 1.07f, 1.81f)),
        ["lion"] = (new(0.86f, 1.09f, 1.30f), new(1.28f, 1.15f, 1.36f)),
        ["tiger"] = (new(0.92f, 1.12f, 1.19f), new(1.35f, 1.16f, 1.26f)),
        ["camel"] = (new(0.65f, 1.14f, 1.40f), new(0.86f, 1.25f, 1.41f)),
        ["panda"] = (new(0.83f, 1.05f, 1.20f), new(0.95f, 1.08f, 1.27f)),
        ["monkey"] = (new(1.14f, 0.82f, 1.83f), new(1.22f, 0.90f, 1.97f)),
    };

    /// <summary>Of one that stands or walks, or of one that gallops with its tail behind it.</summary>
    public static Extent Of(string id, Gait gait) => gait == Gait.Running ? _rooms[id].Running : _rooms[id].Calm;

    /// <summary>How far it reaches.</summary>
    /// <param name="Behind">Behind its middle.</param>
    /// <param name="Before">Before its middle.</param>
    /// <param name="Up">Above the ground.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Extent(float Behind, float Before, float Up);
}
