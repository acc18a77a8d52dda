Attribute VB_Name = "PmrRibbon"
Option Explicit
' The add-in's ribbon. A button's tag is the name of its function in pmr_xl.excel.buttons.

Public Sub PressPmrButton(ByVal Control As IRibbonControl)
    RunPmr Control.Tag
End Sub
